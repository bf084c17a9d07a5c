const require = process.getBuiltinModule;
import{T as o}from"./J5QUTNAV.js";export{o as SqliteTrackingStore};
