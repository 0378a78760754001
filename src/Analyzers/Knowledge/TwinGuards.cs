using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Twins that bind and are still the wrong call.</summary>
internal sealed class TwinGuards(IInvocationOperation call, FunctionContext function, INamedTypeSymbol? obsolete)
{
    public bool Allow(IMethodSymbol twin) =>
        !IsObsolete(twin) && !IsObsolete(twin.ContainingType)
        && !IsCurrent(twin, function.Symbol) && !IsCurrent(twin, function.Member)
        && !ComesBack(twin)
        && CanAwait(call.Syntax);

    /// <summary>
    /// Whether the language allows an await here. A query clause is a lambda of its own, but for its first source.
    /// </summary>
    public static bool CanAwait(SyntaxNode place)
    {
        for (var node = place.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case LockStatementSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax or FixedStatementSyntax:
                case BaseMethodDeclarationSyntax method when method.Modifiers.Any(SyntaxKind.UnsafeKeyword):
                    return false;
                case BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax:
                    return true;
            }
        }

        return true;
    }

    /// <summary>
    /// The twin is the method that we are in, what it implements or overrides, or an overload that hands on to it: to call it
    /// here would never end.
    /// </summary>
    private static bool IsCurrent(IMethodSymbol twin, ISymbol current)
    {
        if (current is not IMethodSymbol method)
        {
            return false;
        }

        var name = method.Name.Substring(method.Name.LastIndexOf('.') + 1);
        if (name != twin.Name)
        {
            return false;
        }

        return method.MethodKind == MethodKind.LocalFunction || twin.MethodKind == MethodKind.LocalFunction
            || IsOrDerives(method.ContainingType, (twin.ReducedFrom ?? twin).ContainingType)
            || IsOrDerives(twin.ContainingType, method.ContainingType);
    }

    /// <summary>The body of the twin calls the synchronous method, so nothing is won, or the method that we are in.</summary>
    private bool ComesBack(IMethodSymbol twin)
    {
        var sync = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).Name;
        foreach (var declaration in (twin.ReducedFrom ?? twin).DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax().DescendantNodes())
            {
                if (node is InvocationExpressionSyntax inner
                    && CallText.Name(inner) is SimpleNameSyntax { Identifier.ValueText: var called }
                    && (called == function.Member.Name || (called == sync && inner.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax })))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsObsolete(ISymbol? symbol) =>
        symbol is not null && obsolete is not null
        && symbol.GetAttributes().Any(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, obsolete));

    private static bool IsOrDerives(INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor.OriginalDefinition))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(contract => SymbolEqualityComparer.Default.Equals(contract.OriginalDefinition, ancestor.OriginalDefinition));
    }
}
