// Plain enough for any Node: says in one line what is needed before anything newer is loaded.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Threadcoach needs Node 20.19 or newer; this is Node ${process.versions.node}. Install Node 20 (https://nodejs.org) and run npm ci again.\n`,
  );
  process.exit(1);
}
