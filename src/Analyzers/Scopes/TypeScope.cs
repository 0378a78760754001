using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;

namespace Unravel.Analyzers.Scopes;

/// <summary>
/// Collects facts over an outermost type with its parts and the types nested in it, and hands them over when all of it
/// was seen. Live in the editor, since Roslyn does this for one type alone.
/// </summary>
internal static class TypeScope
{
    /// <param name="context">Of one compilation.</param>
    /// <param name="mayMatter">A cheap look at the text of a file: types without a yes are not read.</param>
    /// <param name="register">Registers the actions that collect; they run concurrently.</param>
    /// <param name="end">Gets what was collected.</param>
    public static void Register<TFacts>(
        CompilationSubscriptions context,
        Func<CodeText, bool> mayMatter,
        Action<TypeSubscriptions, TFacts> register,
        Action<SymbolAnalysisContext, TFacts> end)
        where TFacts : class, new()
    {
        // Roslyn starts a nested type separately, and ends its outermost type after it.
        var types = new ConcurrentDictionary<INamedTypeSymbol, TFacts>(SymbolEqualityComparer.Default);
        context.RegisterTypeStartAction(start =>
        {
            var outermost = OutermostType.Of(start.Type);
            if (!MayMatter(outermost, mayMatter, start.CancellationToken))
            {
                return;
            }

            var facts = types.GetOrAdd(outermost, static _ => new TFacts());
            register(start, facts);
            if (SymbolEqualityComparer.Default.Equals(outermost, start.Type))
            {
                start.RegisterTypeEndAction(ended =>
                {
                    types.TryRemove(outermost, out _);
                    end(ended, facts);
                });
            }
        });
    }

    private static bool MayMatter(INamedTypeSymbol type, Func<CodeText, bool> mayMatter, CancellationToken cancellation)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            cancellation.ThrowIfCancellationRequested();
            if (mayMatter(CodeText.OfFile(declaration.SyntaxTree)))
            {
                return true;
            }
        }

        return false;
    }
}
