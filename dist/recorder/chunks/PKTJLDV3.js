const require = process.getBuiltinModule;
import{T as o}from"./REC32N7I.js";export{o as SqliteTrackingStore};
