using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>What people say of their methods by <c>[Blocking]</c> and <c>[NonBlocking]</c>; it overrules what we see.</summary>
internal static class BlockingMarks
{
    private const string Blocking = "BlockingAttribute";
    private const string NonBlocking = "NonBlockingAttribute";

    /// <summary>Whether any assembly in sight has the attributes; each may have its own.</summary>
    public static bool Exist(Compilation compilation) =>
        !compilation.GetTypesByMetadataName($"{GuardAttributes.Namespace}.{Blocking}").IsEmpty
        || !compilation.GetTypesByMetadataName($"{GuardAttributes.Namespace}.{NonBlocking}").IsEmpty;

    /// <summary>True or false where a method is marked; null where it is not.</summary>
    public static bool? Of(IMethodSymbol method) =>
        GuardAttributes.Has(method, Blocking) ? true
        : GuardAttributes.Has(method, NonBlocking) ? false
        : null;
}
