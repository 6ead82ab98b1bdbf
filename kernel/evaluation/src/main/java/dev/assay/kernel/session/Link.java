package dev.assay.kernel.session;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a type that a cell declared reaches the variables and methods of other cells: through call sites that can be turned
 * to a later declaration of the same name. Else JShell would have to declare the type anew whenever a method it calls was
 * redefined, and all variables of that type would be lost.
 */
public final class Link {
    private static final ClassValue<Link> OF_CLASS = new ClassValue<>() {
        @Override
        protected Link computeValue(Class<?> type) {
            return new Link();
        }
    };

    /** Where names lead that were turned; by the wrapper's number. */
    private final Map<String, Class<?>> turned = new ConcurrentHashMap<>();

    private final List<Site> sites = new ArrayList<>();

    private Link() {}

    /** Links a call of another cell's method; named in woven code. */
    public static CallSite method(MethodHandles.Lookup caller, String name, MethodType type, String owner)
            throws ReflectiveOperationException {
        return of(caller).site(caller, Access.CALL, name, type, owner);
    }

    /** Links a read of another cell's variable; named in woven code. */
    public static CallSite read(MethodHandles.Lookup caller, String name, MethodType type, String owner)
            throws ReflectiveOperationException {
        return of(caller).site(caller, Access.READ, name, type, owner);
    }

    /** Links a write of another cell's variable; named in woven code. */
    public static CallSite write(MethodHandles.Lookup caller, String name, MethodType type, String owner)
            throws ReflectiveOperationException {
        return of(caller).site(caller, Access.WRITE, name, type, owner);
    }

    private static Link of(MethodHandles.Lookup caller) {
        return OF_CLASS.get(caller.lookupClass());
    }

    /** Turns the accesses of a class to later declarations: class by the number of the wrapper. */
    static void turn(Class<?> type, Map<String, Class<?>> owners) throws ReflectiveOperationException {
        OF_CLASS.get(type).turn(owners);
    }

    private synchronized void turn(Map<String, Class<?>> owners) throws ReflectiveOperationException {
        turned.putAll(owners);
        List<MutableCallSite> changed = new ArrayList<>();
        for (Site site : sites) {
            Class<?> owner = owners.get(site.number);
            if (owner != null) {
                site.setTarget(site.find(owner));
                changed.add(site);
            }
        }
        MutableCallSite.syncAll(changed.toArray(MutableCallSite[]::new));
    }

    private synchronized CallSite site(
            MethodHandles.Lookup caller, Access access, String name, MethodType type, String owner)
            throws ReflectiveOperationException {
        Class<?> declared = turned.get(Bytecode.number(owner));
        Site site = new Site(caller, access, name, type, Bytecode.number(owner));
        ClassLoader loader = caller.lookupClass().getClassLoader();
        site.setTarget(site.find(declared == null ? loader.loadClass(owner) : declared));
        sites.add(site);
        return site;
    }

    private enum Access {
        CALL,
        READ,
        WRITE
    }

    private static final class Site extends MutableCallSite {
        private final MethodHandles.Lookup caller;
        private final Access access;
        private final String name;
        private final String number;

        Site(MethodHandles.Lookup caller, Access access, String name, MethodType type, String number) {
            super(type);
            this.caller = caller;
            this.access = access;
            this.name = name;
            this.number = number;
        }

        MethodHandle find(Class<?> owner) throws ReflectiveOperationException {
            return switch (access) {
                case CALL -> caller.findStatic(owner, name, type());
                case READ -> caller.findStaticGetter(owner, name, type().returnType());
                case WRITE -> caller.findStaticSetter(owner, name, type().parameterType(0));
            };
        }
    }
}
