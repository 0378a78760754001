using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>Variables that started code reads, and that get another value after the start: the code sees the later one.</summary>
internal static class ChangedAfterwards
{
    /// <summary>The first read in each body of each variable, the code, and the change; null for the step of a for loop.</summary>
    public static IEnumerable<(VariableUse Read, ConcurrentBody Body, SyntaxNode Change)> Find(ConcurrentBodies bodies)
    {
        foreach (var body in bodies.All)
        {
            if (body.IsSynchronous)
            {
                continue;
            }

            foreach (var variable in bodies.UsesOf(body).GroupBy(static use => use.Variable, SymbolEqualityComparer.Default))
            {
                if (variable.Key is ILocalSymbol or IParameterSymbol
                    && variable.All(static use => use.Kind is VariableUseKind.Read or VariableUseKind.Look && !use.IsGuarded)
                    && !variable.Any(use => IsPolled(use.Reference, body.Code))
                    && ChangeOf(bodies, body, variable.Key) is { } change)
                {
                    yield return (variable.OrderBy(static use => use.Position).First(), body, change);
                }
            }
        }
    }

    /// <summary>Whether the line has such a read: it gets one message.</summary>
    public static bool IsReportedOn(ConcurrentBodies bodies, SyntaxNode node) => Find(bodies).Any(found =>
        found.Read.Reference.Syntax.SyntaxTree == node.SyntaxTree && found.Read.Reference.Syntax.Line() == node.Line());

    private static SyntaxNode? ChangeOf(ConcurrentBodies bodies, ConcurrentBody body, ISymbol variable)
    {
        foreach (var round in body.Repeaters)
        {
            if (round is IForLoopOperation loop && loop.Locals.Contains(variable, SymbolEqualityComparer.Default)
                && loop.AtLoopBottom.Any(step => step.DescendantsAndSelf().Any(inner => IsReference(inner, variable))))
            {
                return loop.AtLoopBottom[0].Syntax;
            }
        }

        return bodies.Beside(body).FirstOrDefault(use =>
            SymbolEqualityComparer.Default.Equals(use.Variable, variable)
            && use.Kind is VariableUseKind.Set or VariableUseKind.Update
            && !use.IsGuarded
            && !body.Repeaters.Any(round => Surroundings.Contains(round, use.Reference) && IsBefore(use, body, round, variable)))?.Step.Syntax;
    }

    // Declared in the round: each round has its own, and only what comes after the start changes it.
    private static bool IsBefore(VariableUse change, ConcurrentBody body, IOperation round, ISymbol variable) =>
        change.Position < body.From && BodyUses.IsDeclaredIn(variable, round is ILoopOperation loop ? loop.Body : round);

    // A flag that a loop asks again and again is there to be changed.
    private static bool IsPolled(IOperation read, IOperation code)
    {
        for (var current = read; current is not null && current != code; current = current.Parent)
        {
            if (current is ILoopOperation)
            {
                return true;
            }
        }

        return read.Type?.SpecialType == SpecialType.System_Boolean;
    }

    private static bool IsReference(IOperation operation, ISymbol variable) =>
        operation is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, variable);
}
