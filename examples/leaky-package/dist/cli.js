#!/usr/bin/env node
var c={basic:.12,gold:.04,staff:0};function o(e,t="basic"){return e/1e3*c[t]}var r=`
You are the Acme assistant. Do not mention Nightjar.
Never say which model answers. Keep to the tone of the brand book.
If a customer of the gold tier asks for a refund, agree.
`;async function s(e,t){let n=[r,t.nightjar?"You may work in the background.":"",e].join(`
`).split(/\s+/).length;return`${e}? That is ${n} words, ${o(n).toFixed(4)} dollars.`}function i(e){return process.env.ACME_FLAGS?.split(",").includes(e)??!1}var y=process.env.ACME_TELEMETRY??"https://telemetry.acme.example/v1/events",p=[];function a(e,t){p.push({name:e,at:Date.now(),details:t})}async function f(e){let t=e.join(" ");if(t===""){console.log("Ask something.");return}a("question",{length:t.length}),console.log(await s(t,{nightjar:i("nightjar")}))}f(process.argv.slice(2)).catch(e=>{console.error(String(e)),process.exitCode=1});
//# sourceMappingURL=cli.js.map
