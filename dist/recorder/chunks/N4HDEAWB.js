const require = process.getBuiltinModule;
import{T as o}from"./EC6RNMXD.js";export{o as SqliteTrackingStore};
