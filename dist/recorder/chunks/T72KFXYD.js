const require = process.getBuiltinModule;
import{E as o}from"./ITJDM4C7.js";export{o as SqliteTrackingStore};
