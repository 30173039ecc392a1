import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as l}from"./chunk-64ALSQAC.js";import{d as a}from"./chunk-55CDFFVJ.js";var e=a(l(),1);function u(r,o){let t=o.map(n=>[n,(0,e.distance)(r.toLowerCase(),n)]).sort((n,s)=>n[1]-s[1])[0];return t!==void 0&&t[1]<=Math.max(2,Math.floor(r.length/3))?t[0]:null}export{u as a};
