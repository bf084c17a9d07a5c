const require = process.getBuiltinModule;
import{R as o}from"./2EDHNM3H.js";export{o as SqliteTrackingStore};
