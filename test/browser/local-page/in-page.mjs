/* global document, getComputedStyle, Node, window */
// Functions that tests run inside the page. They travel as text, so each stands alone.

/** Nothing is wider than the screen, nor than the list it stands in. */
export function fitsScreen() {
  const lists = [...document.querySelectorAll('.list')];
  return (
    document.documentElement.scrollWidth <= window.innerWidth &&
    lists.every((list) => list.scrollWidth <= list.clientWidth)
  );
}

export function runningAnimations() {
  return document.getAnimations().length;
}

/** Visible texts whose contrast is below 4.5 (3 for large ones), by WCAG's formula. */
export function lowContrast() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let current = element; current; current = current.parentElement) {
      const colour = rgba(getComputedStyle(current).backgroundColor);
      if (colour[3] > 0.9) return colour;
    }
    return [255, 255, 255, 1];
  };
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    const hasWords = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    const { color, fontSize } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    const shown =
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 2 && height > 2;
    // WCAG leaves out what cannot be used.
    if (!hasWords || !shown || element.closest('[disabled]')) continue;
    const [light, dark] = [luminance(rgba(color)), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const needed = Number.parseFloat(fontSize) >= 24 ? 3 : 4.5;
    if (ratio < needed) found.push(`${ratio.toFixed(2)} ${element.textContent.slice(0, 40)}`);
  }
  return found;
}
