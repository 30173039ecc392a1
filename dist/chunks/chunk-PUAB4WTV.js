import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{d as i}from"./chunk-QMRSOZM3.js";var e=class{#t;#i;constructor(t){this.#t=t,this.#i=!!t.isTTY&&!process.env.CI}say(t){if(!this.#i)return;let o=Math.max(20,(this.#t.columns??80)-1);this.#t.write(`\r\x1B[2K${i(t).slice(0,o)}`)}done(){this.#i&&this.#t.write("\r\x1B[2K")}};export{e as a};
