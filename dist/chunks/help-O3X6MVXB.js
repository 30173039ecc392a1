import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as l,b as p}from"./chunk-UC5UPSX2.js";import{b as c}from"./chunk-ZM2CY4K7.js";import{a as i}from"./chunk-VKRYTOG5.js";import"./chunk-EXLYJFFW.js";import"./chunk-55CDFFVJ.js";var h="seaworthy: the last look at an npm package before it is published",f="Exit status: 0 may be published, 1 must not, 2 could not be judged.";async function j(n){let{default:o}=await p("check"),t=await Promise.all(Object.entries(l).map(async([e,{summary:r,load:s}])=>{let{usage:a}=(await s()).default;return[`seaworthy ${e==="check"?"[check]":e} ${$(a)}`.trimEnd(),r]}));return[`${h}
`,m(t,n),`Targets are package folders (default: .), .tgz files and published versions (name@version).
`,m(u(o.options),n),`Formats: ${c.join(", ")}. Options of a command: seaworthy <command> --help`,f,""].join(`
`)}function k(n,o,t){let e=u(o.options);return[`${`seaworthy ${n} ${o.usage}`.trimEnd()}${e.length>0?" [options]":""}
`,`${i(o.about,Math.min(t,100))}
`,...e.length>0?[m(e,t)]:[],"More: seaworthy --help",""].join(`
`)}function $(n){return n.replace(/ --.*$/," …")}function u(n){return Object.entries(n).map(([o,{short:t,value:e,help:r}])=>[`${t===void 0?"    ":`-${t}, `}--${o}${e===void 0?"":` ${e}`}`,r])}function m(n,o){let t=Math.max(...n.map(([r])=>r.length))+3;return`${n.flatMap(([r,s])=>{let a=Math.max(24,Math.min(o,110)-t-2);return i(s,a).split(`
`).map((d,g)=>`  ${(g===0?r:"").padEnd(t)}${d}`)}).join(`
`)}
`}export{k as commandHelp,j as generalHelp};
