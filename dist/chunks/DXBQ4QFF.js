const require = process.getBuiltinModule;
import{a as o}from"./HAQWARZM.js";import"./SP6OIMVU.js";import"./GNN5Q5DW.js";export{o as createRenderer};
