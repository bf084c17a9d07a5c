import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{f as e}from"./NJYV7LUA.js";function s(r,t){let i=e(r,t===void 0?{}:{baseUrl:t});return{request:(n,o)=>i.request(n,o)}}export{s as a};
