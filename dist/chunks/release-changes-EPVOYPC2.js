import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as f}from"./chunk-B6SFVEFY.js";import{a as x}from"./chunk-HZ6QZKNO.js";import{b as y}from"./chunk-M5VTCK2V.js";import{c as $}from"./chunk-R6X2LCIE.js";import{a as p}from"./chunk-X2MJINEF.js";import{d as l,g}from"./chunk-QMRSOZM3.js";import{a as i}from"./chunk-22S7U5MX.js";import"./chunk-VSQWWPRD.js";import{d as w}from"./chunk-55CDFFVJ.js";var C=w(x(),1);var S={added:"+",removed:"−",changed:"~"};function M(e,n){let r=(0,C.createColors)(n),{before:s,after:a,baseline:t}=e,d={added:r.green,removed:r.red,changed:r.yellow},m=b(t.changes).flatMap(([o,h])=>[...h.first.map(c=>d[o](`${S[o]} ${l(c.path)}${T(c)}`)),...v(h).map(c=>r.dim(c))]);return[r.bold(`${l(u(s))} → ${l(u(a))}: ${$(t)}`),"",...f(t,r),...m.length>0?["",...m]:[],""].join(`
`)}function N({before:e,after:n,baseline:r}){let s=b(r.changes).filter(([,{count:a}])=>a>0).map(([a,t])=>{let m=[...t.first.map(o=>`- ${g(o.path)}${T(o)}`),...v(t).map(o=>`- ${o}`)].join(`
`);return`<details><summary>${p(t.count,"file")} ${a}</summary>

${m}

</details>`});return[`## ${g(u(e))} → ${g(u(n))}`,y(r),...s,""].join(`

`)}function R({before:e,after:n,baseline:r}){return`${JSON.stringify({schemaVersion:1,before:e,after:n,changes:r.changes},null,2)}
`}function b({files:e}){return["added","removed","changed"].map(n=>[n,e[n]])}function v({count:e,first:n}){return e>n.length?[`and ${p(e-n.length,"more","more")}`]:[]}function T({before:e,after:n}){return e===null?n===null?"":`  ${i(n)}`:n===null?`  ${i(e)}`:`  ${i(e)} → ${i(n)}`}function u({target:e,inventory:n}){let{name:r,version:s}=n;return r===null||s===null?e:`${r}@${s}`}export{R as renderChangesJson,N as renderChangesMarkdown,M as renderChangesTerminal};
