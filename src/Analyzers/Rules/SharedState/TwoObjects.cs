using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>What goes wrong when two threads make the same thing. To make an immutable object twice costs a moment and no more.</summary>
internal static class TwoObjects
{
    // Whoever has another one waits, cancels or locks apart from the rest.
    private static readonly HashSet<string> s_meetingPoints = new(StringComparer.Ordinal)
    {
        "SemaphoreSlim", "Semaphore", "Mutex", "Lock", "ReaderWriterLockSlim", "ReaderWriterLock", "ManualResetEvent", "ManualResetEventSlim", "AutoResetEvent", "CountdownEvent",
        "Barrier", "TaskCompletionSource", "CancellationTokenSource", "Channel", "BlockingCollection",
    };

    /// <summary>The harm in words that follow "and"; null when none is seen.</summary>
    /// <param name="canBeMended">Whether it is enough that all threads go on with one of them.</param>
    public static string? HarmOf(LazyStart start, TypeSummary type, ConcurrencyKnowledge knowledge, out bool canBeMended)
    {
        canBeMended = true;
        if (start.BoundValue() is not { Type: { } made } value || value is not (IObjectCreationOperation or IInvocationOperation or IArrayCreationOperation))
        {
            return null;
        }

        if (knowledge.Tasks.IsTaskLike(made))
        {
            canBeMended = false;
            return Starts(value) ? "the work is started twice" : null;
        }

        if (s_meetingPoints.Contains(made.Name) && IsOfThreading(made))
        {
            return "each goes on with another one: they do not meet";
        }

        if (value is IObjectCreationOperation { Type.SpecialType: SpecialType.System_Object })
        {
            return "each goes on with another one: as a lock they keep nobody out";
        }

        if (knowledge.ConcurrentCollections.HoldsResource(made))
        {
            canBeMended = false;
            return "the one that is overwritten is never disposed";
        }

        if (value is IObjectCreationOperation { Initializer: null } or IArrayCreationOperation { Initializer: null }
            && (MutableCollections.IsOne(made) || knowledge.ConcurrentCollections.IsConcurrent(made)) && IsFilled(start, type))
        {
            return "what is put into the one that is overwritten is lost";
        }

        return value is IObjectCreationOperation && SymbolEqualityComparer.Default.Equals(made, start.Access.Field.ContainingType) && start.Access.Field.IsStatic && HasState(made)
            ? "there are two of what was meant to be one"
            : null;
    }

    private static bool Starts(IOperation value) =>
        value is IInvocationOperation { TargetMethod: var method } && method.Name is not ("FromResult" or "FromException" or "FromCanceled");

    private static bool IsOfThreading(ITypeSymbol type)
    {
        var space = type.ContainingNamespace?.ToDisplayString() ?? "";
        return space.StartsWith("System.Threading", StringComparison.Ordinal) || space == "System.Collections.Concurrent";
    }

    // Put into elsewhere, at once, or by whoever gets it.
    private static bool IsFilled(LazyStart start, TypeSummary type) =>
        IsFilledOrGivenAway(FieldUse.Whole(start.Site))
        || type.Accesses.Any(other => SymbolEqualityComparer.Default.Equals(other.Field, start.Access.Field)
            && Put(other) && !IsOfTheStart(other.Operation.Syntax, start));

    private static bool Put(FieldAccess access) =>
        (FieldUse.Of(access, isCollection: true) == UseKind.ContentWrite && PrimitiveUse.MemberOf(access) != "Clear")
        || FieldUse.Whole(access.Operation.Syntax).Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetOrAdd" or "AddOrUpdate" };

    private static bool IsFilledOrGivenAway(SyntaxNode site) => site.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } => MutableCollections.Changes(member) || member is "GetOrAdd" or "AddOrUpdate",
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element => assignment.Left == element,
        ReturnStatementSyntax or ArrowExpressionClauseSyntax => true,
        _ => false,
    };

    // if (f == null) { f = new(); f.Add(a); f.Add(b); }: made whole by each of the two.
    private static bool IsOfTheStart(SyntaxNode node, LazyStart start) =>
        start.Site.AncestorsAndSelf().TakeWhile(static around => around is ExpressionSyntax or StatementSyntax or ElseClauseSyntax).OfType<IfStatementSyntax>()
            .Any(check => check.SyntaxTree == node.SyntaxTree && check.Span.Contains(node.Span));

    private static bool HasState(ITypeSymbol type) =>
        type.GetMembers().Any(static member => member is IFieldSymbol { IsStatic: false, IsConst: false } field && (!field.IsReadOnly || MutableCollections.IsOne(field.Type)));
}
