import{check as p,explain as c,publish as h,render as i}from"./seaworthy.js";export{p as check,c as explain,h as publish,i as render};
