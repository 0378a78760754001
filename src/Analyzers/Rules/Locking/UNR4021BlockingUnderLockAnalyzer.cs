using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>
/// Reports waits for the clock, for tasks, for other threads and for the network while a lock is held. In async code the
/// rules about waits there speak; in synchronous code they leave the wait to this one.
/// </summary>
public sealed class UNR4021BlockingUnderLockAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.BlockingUnderLock);

    public UNR4021BlockingUnderLockAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var listed = MemberTable.Load("BlockingMembers", context.Compilation, context.Options, context.CancellationToken);
        context.RegisterOperationAction(operation => Check(operation, knowledge, listed), OperationKind.Invocation, OperationKind.PropertyReference);
    }

    private static void Check(SeenOperation context, ConcurrencyKnowledge knowledge, MemberTable listed)
    {
        if (Wait(context, knowledge, listed) is not var (place, culprit, severity)
            || context.Function(knowledge) is not { IsAsync: false }
            || LockedWaits.Around(context, knowledge) is not { } hold
            || (knowledge.Blocking.Find(context.Operation) is { } task && CompletedTasks.In(context.GetControlFlowGraph(), knowledge).NeverBlocks(task)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, place.GetLocation(), severity, additionalLocations: null, properties: null, culprit, hold.Lock.Name));
    }

    // A wait for an event or for the network may be what the lock is for: these are only suggested.
    private static (SyntaxNode Place, string Culprit, DiagnosticSeverity Severity)? Wait(
        SeenOperation context, ConcurrencyKnowledge knowledge, MemberTable listed)
    {
        if (knowledge.Blocking.Find(context.Operation) is { } task)
        {
            return (task.Name, task.Culprit, DiagnosticSeverity.Warning);
        }

        if (context.Operation is not IInvocationOperation call)
        {
            return null;
        }

        DiagnosticSeverity? severity = knowledge.Primitives.Find(call) switch
        {
            PrimitiveKind.Sleep => DiagnosticSeverity.Warning,
            PrimitiveKind.Signal when call.TargetMethod.ContainingType.Name == "Monitor" || call.Instance?.Type?.Name is "Mutex" or "Semaphore" => null,
            PrimitiveKind.Signal or PrimitiveKind.Item => DiagnosticSeverity.Info,
            null when listed.Has("blocks", call.TargetMethod) && !IsPoll(call) => DiagnosticSeverity.Info,
            _ => null,
        };
        return severity is { } level ? (CallText.Name(call.Syntax), CallText.Of(call), level) : null;
    }

    // process.WaitForExit(0) only asks.
    private static bool IsPoll(IInvocationOperation call) =>
        Timeouts.IsPoll(call) || (call.Arguments.Length == 1 && Timeouts.IsZero(call.Arguments[0].Value));
}
