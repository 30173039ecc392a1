'use strict'
exports.check = async (...given) => (await import('./index.js')).check(...given)
exports.explain = async (...given) => (await import('./index.js')).explain(...given)
exports.publish = async (...given) => (await import('./index.js')).publish(...given)
exports.render = async (...given) => (await import('./index.js')).render(...given)
