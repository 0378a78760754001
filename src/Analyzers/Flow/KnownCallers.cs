using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>Whether the compilation has every call of a function, so that what all of them hold is always held in it.</summary>
internal sealed class KnownCallers(Compilation compilation, PlainCalls plain)
{
    // Nobody links a program and calls its methods.
    private readonly bool _isProgram = compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    /// <summary>No for what nobody is seen to call, too: it is called by name, by a framework.</summary>
    public bool AreAllOf(CallNode node) =>
        node.Callers.Count > 0
        && node.Function is IMethodSymbol method
        && !plain.IsHandedOut(method)
        && node.Type?.IsHandedOut(method) != true
        && CallTargets.IsCertain(method)
        && method.ExplicitInterfaceImplementations.IsEmpty
        && (_isProgram || !IsSeenOutside(method))
        && !ImplementsInterface(method);

    private static bool IsSeenOutside(ISymbol symbol)
    {
        for (var current = symbol; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ImplementsInterface(IMethodSymbol method)
    {
        if (method.DeclaredAccessibility != Accessibility.Public || method.IsStatic)
        {
            return false;
        }

        foreach (var contract in method.ContainingType.AllInterfaces)
        {
            foreach (var member in contract.GetMembers(method.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
