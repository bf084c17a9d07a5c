const require = process.getBuiltinModule;
import{a as o,b as u}from"./B5SKETKI.js";var d=4,m=10;function c(e){let n=e.length;if(n<d)return;let t=0;for(let r=1;r<n;r+=1)t+=((e[r]??0)-(e[r-1]??0))**2;let i=Math.sqrt(t/(n-1));if(Number.isFinite(i))return{halfWidth:o(1-(1-u)/2,s(n))*i,runs:n}}function s(e){return 2*(e-1)**2/(3*e-4)}export{d as a,m as b,c};
