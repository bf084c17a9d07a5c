const require = process.getBuiltinModule;
import{f as e}from"./KREEIZKG.js";function s(r,t){let i=e(r,t===void 0?{}:{baseUrl:t});return{request:(n,o)=>i.request(n,o)}}export{s as a};
