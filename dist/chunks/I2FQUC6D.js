const require = process.getBuiltinModule;
import{a as o}from"./MH6PUCRS.js";import"./OPFS3H3H.js";import"./GNN5Q5DW.js";export{o as createTokenClient};
