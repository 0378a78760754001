using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Lifetime;

/// <summary>
/// Reports primitives that are disposed while they are held, while code that the type has started and not waited for can be
/// waiting for them, or to be replaced under those who wait. That callers may still be inside of an object that is disposed is their fault.
/// </summary>
public sealed class UNR7005DisposedInUseAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DisposedInUse);

    public UNR7005DisposedInUseAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    private protected override bool Concerns(DeclarationText text) =>
        (text.Has("Dispose") || text.Has(".Close()"))
        && (text.Has("Semaphore") || text.Has("ResetEvent") || text.Has("WaitHandle")
            || text.Has("CountdownEvent") || text.Has("Barrier") || text.Has("ReaderWriterLockSlim"));

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        var seen = new HashSet<SyntaxNode>();
        foreach (var access in type.Accesses)
        {
            if (PrimitiveUse.IsPrimitive(access.Field.Type) && PrimitiveUse.IsDisposal(access) && seen.Add(access.Operation.Syntax)
                && HarmOf(access, type) is var (harm, other))
            {
                var call = PrimitiveUse.CallOf(access)!;
                report(Diagnostic.Create(Descriptor, call.GetLocation(), other is null ? null : [other.GetLocation()], call.InWords(), access.Field.Name, harm));
            }
        }
    }

    private static (string Harm, SyntaxNode? Other)? HarmOf(FieldAccess disposal, TypeSummary type)
    {
        if (type.HeldAt(disposal).All.Any(hold => hold.Kind is LockKind.Semaphore or LockKind.ReaderWriterSlim && IsOf(hold.Lock, disposal.Field)))
        {
            return disposal.Field.Type.Name == "ReaderWriterLockSlim"
                ? ("while it holds it: that throws a SynchronizationLockException", null)
                : ("while it holds it: whoever waits for it then waits for ever", null);
        }

        var uses = type.Accesses.Where(access => SymbolEqualityComparer.Default.Equals(access.Field, disposal.Field)).ToList();
        if (uses.Exists(use => use.Function == disposal.Function && PrimitiveUse.IsWake(use) && IsBefore(use, disposal)))
        {
            return null;
        }

        var construction = type.ConstructionOf(disposal.Function);
        if (construction == Construction.Teardown)
        {
            foreach (var wait in uses)
            {
                // Cancel wakes a SemaphoreSlim.WaitAsync only after a while, and after Dispose it is never found again.
                var whenCancelled = disposal.Field.Type.Name == "SemaphoreSlim" && wait.Operation.Syntax.FirstAncestorOrSelf<AwaitExpressionSyntax>() is not null;
                if (PrimitiveUse.IsWait(wait, whenCancelled) && wait.Function != disposal.Function
                    && StartedWork.LeftRunning(wait.Function, type) is { } start && !StartedWork.MayJoin(disposal.Function, type))
                {
                    return ($"while code that {start.Use.Api} runs may be waiting for it in line {wait.Operation.Syntax.Line()}: nothing wakes that code any more", wait.Operation.Syntax);
                }
            }
        }
        else if (construction == Construction.None && uses.Exists(use => use.Function == disposal.Function && use.Kind == AccessKind.Write && IsBefore(disposal, use)
            && use.Operation.Syntax.Parent is AssignmentExpressionSyntax { Right: BaseObjectCreationExpressionSyntax }))
        {
            var wait = uses.Find(use => PrimitiveUse.IsWait(use, orCancelled: true) && use.Function != disposal.Function
                && type.ConstructionOf(use.Function) == Construction.None);
            if (wait is not null && !type.HeldAt(disposal).All.Any(hold => type.HeldAt(wait).Contains(hold.Lock)))
            {
                return ($"and goes on with a new one: whoever waits for the old one in line {wait.Operation.Syntax.Line()} then waits for ever", wait.Operation.Syntax);
            }
        }

        return null;
    }

    private static bool IsOf(LockIdentity held, IFieldSymbol field) =>
        held.Root is LockRoot.This or LockRoot.Static && held.Path.Length == 1 && SymbolEqualityComparer.Default.Equals(held.Path[0], field);

    private static bool IsBefore(FieldAccess one, FieldAccess other) => one.Operation.Syntax.SpanStart < other.Operation.Syntax.SpanStart;
}
