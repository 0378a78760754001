using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers;

/// <summary>How a rule gets the summaries of types: one outermost type at a time, with its parts and the types nested in it.</summary>
internal static class TypeReading
{
    /// <summary>
    /// Has the types read that concern somebody, and calls back at the end of each. The summary is made once and shared by
    /// all who ask.
    /// </summary>
    /// <param name="isConcerned">The cheap first question.</param>
    /// <param name="needsLocks">Whether types that turn out to take no lock are left out.</param>
    public static void Register(
        CompilationSubscriptions context,
        ConcurrencyKnowledge knowledge,
        Func<INamedTypeSymbol, CancellationToken, bool> isConcerned,
        bool needsLocks,
        Action<TypeSummary, Action<Diagnostic>> check) =>
        context.RegisterTypeStartAction(start =>
        {
            var outermost = Outermost(start.Type);
            if (!isConcerned(outermost, start.CancellationToken))
            {
                return;
            }

            var reader = TypeReader.For(outermost, knowledge);
            start.RegisterOperationBlockAction(reader.Read);

            // Roslyn starts a nested type separately, and ends its outermost type after it.
            if (SymbolEqualityComparer.Default.Equals(outermost, start.Type))
            {
                start.RegisterTypeEndAction(end =>
                {
                    if (reader.TakesLocks || !needsLocks)
                    {
                        check(reader.Summarize(), end.ReportDiagnostic);
                    }
                });
            }
        });

    /// <summary>Whether some declaration of the type answers yes.</summary>
    public static bool HasDeclaration(INamedTypeSymbol type, Func<DeclarationText, bool> isConcerned, CancellationToken cancellation)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            cancellation.ThrowIfCancellationRequested();
            if (isConcerned(DeclarationText.Of(declaration.GetSyntax(cancellation))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The type that is nested in no other.</summary>
    public static INamedTypeSymbol Outermost(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } container)
        {
            type = container;
        }

        return type;
    }
}
