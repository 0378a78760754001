using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Unravel.CodeFixes.Edits;

/// <summary>The members that share a signature: overrides, overridden members, interface members and what implements them.</summary>
internal static class MakeAsyncFamily
{
    public static async Task<IReadOnlyCollection<IMethodSymbol>> OfAsync(IMethodSymbol method, Solution solution, CancellationToken cancellation)
    {
        var family = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<IMethodSymbol>();
        open.Push(method);
        while (open.Count > 0)
        {
            var member = open.Pop().OriginalDefinition;
            if (!family.Add(member) || member.MethodKind == MethodKind.LocalFunction)
            {
                continue;
            }

            if (member.OverriddenMethod is { } overridden)
            {
                open.Push(overridden);
            }

            foreach (var contract in Contracts(member))
            {
                open.Push(contract);
            }

            if (member.IsVirtual || member.IsAbstract || member.IsOverride)
            {
                foreach (var other in await SymbolFinder.FindOverridesAsync(member, solution, cancellationToken: cancellation).ConfigureAwait(false))
                {
                    open.Push((IMethodSymbol)other);
                }
            }

            if (member.ContainingType.TypeKind == TypeKind.Interface)
            {
                foreach (var other in await SymbolFinder.FindImplementationsAsync(member, solution, cancellationToken: cancellation).ConfigureAwait(false))
                {
                    open.Push((IMethodSymbol)other);
                }
            }
        }

        return family;
    }

    private static IEnumerable<IMethodSymbol> Contracts(IMethodSymbol member) =>
        member.ExplicitInterfaceImplementations.Concat(
            member.ContainingType.AllInterfaces
                .SelectMany(contract => contract.GetMembers(member.Name))
                .OfType<IMethodSymbol>()
                .Where(contract => SymbolEqualityComparer.Default.Equals(
                    member.ContainingType.FindImplementationForInterfaceMember(contract)?.OriginalDefinition, member)));
}
