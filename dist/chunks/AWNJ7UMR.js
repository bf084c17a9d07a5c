const require = process.getBuiltinModule;
import{a as o}from"./HFOR6WYA.js";import"./USDAW7CY.js";import"./KPES65Z6.js";export{o as createTokenClient};
