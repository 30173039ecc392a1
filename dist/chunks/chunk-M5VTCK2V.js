import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as p,b as i,c}from"./chunk-R6X2LCIE.js";import{g as m,h as o}from"./chunk-QMRSOZM3.js";function y(n){let{baseline:e}=n;if(e===null)return"";let r=i(e),t=r.some(({telling:s})=>s)?" open":"",a=`Since ${o(p(n,e))}: ${c(e)}`;return`<details${t}><summary>${a}</summary>

${$(e,r)}

</details>`}function $(n,e=i(n)){return["| | Before | Now | |","| :-- | --: | --: | :-- |",...e.map(({what:t,before:a,after:s,names:l})=>{let u=l.map(g=>m(g,200)).join("<br>");return`| ${t} | ${o(a)} | ${o(s)} | ${u} |`})].join(`
`)}export{y as a,$ as b};
