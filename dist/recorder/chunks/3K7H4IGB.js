const require = process.getBuiltinModule;
import{H as o}from"./S4NKH6PP.js";export{o as SqliteTrackingStore};
