/** The value of `export.send` where a platform asked whether a file may be sent, and the person said no. */
export const exportDeclined = 'declined';
