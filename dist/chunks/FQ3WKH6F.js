const require = process.getBuiltinModule;
import{a as o}from"./ZIXCEWOK.js";import"./GH6VGO6W.js";import"./5XE54QTL.js";export{o as createTokenClient};
