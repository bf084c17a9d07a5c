const require = process.getBuiltinModule;
import{a as o}from"./HNMRXYZI.js";import"./BUM5A4QV.js";import"./AIQ63J7N.js";export{o as createTokenClient};
