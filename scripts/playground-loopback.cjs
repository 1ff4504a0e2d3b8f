// Loaded before Microsoft's Agents Playground (`node --require`): the Playground listens on every interface and has no
// setting for it, while whoever reaches it can speak as any person of the demo. So each listening socket of its process
// is bound to this machine alone.
'use strict';
const { Server } = require('node:net');

const loopback = '127.0.0.1';
const listen = Server.prototype.listen;

Server.prototype.listen = function listenOnLoopback(...args) {
  const [first] = args;
  const done = args.find((argument) => typeof argument === 'function');
  if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first)))
    return listen.call(this, { port: Number(first), host: loopback }, done);
  if (first !== null && typeof first === 'object' && 'port' in first)
    return listen.call(this, { ...first, host: loopback }, done);
  if (first === undefined || typeof first === 'function')
    return listen.call(this, { port: 0, host: loopback }, done);
  // A local socket path stays what it is.
  return listen.apply(this, args);
};

// Ends with the process that started it, even when that one is killed: the channel between them closes.
process.once('disconnect', () => process.exit(0));
process.channel?.unref();
