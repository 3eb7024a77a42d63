// Loaded into VS Code's server: ends it and all its children when the process that started it is gone, even by a kill.
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
process.channel.unref();
