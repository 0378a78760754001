using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>A constructor, a getter, Dispose, a finalizer or a lazy factory blocks.</summary>
public sealed class UNR1007BlockingInInstantMemberAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.BlockingInInstantMember);

    public UNR1007BlockingInInstantMemberAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        context.RegisterOperationAction(
            operation =>
            {
                if (BlockingSite.At(operation, knowledge, inAsync: false) is { Call: var call, Function: var function }
                    && knowledge.InstantMembers.Around(operation.Operation, function) is { } kind)
                {
                    Report(operation, knowledge, function, kind, call.Name, call.Culprit);
                }
            },
            BlockingCalls.Members,
            OperationKind.PropertyReference,
            OperationKind.Invocation);
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (IsLongWait(call, knowledge)
                    && operation.Function(knowledge) is { IsAsync: false } function
                    && knowledge.InstantMembers.Around(call, function) is { } kind and not InstantMember.Dispose)
                {
                    Report(operation, knowledge, function, kind, CallText.Name(call.Syntax), CallText.Of(call));
                }
            },
            ["Sleep", "Join"],
            OperationKind.Invocation);
    }

    private static void Report(
        SeenOperation context, ConcurrencyKnowledge knowledge, FunctionContext function, InstantMember kind, SyntaxNode place, string culprit)
    {
        if (!knowledge.InstantMembers.MayBlock(kind, function.Member)
            && LockedWaits.Around(context, knowledge) is null // UNR4021
            && (kind != InstantMember.StaticConstructor || InitialisationCycles.Find(context.Operation, function, knowledge) is null))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), culprit, InstantMembers.Describe(kind, function)));
        }
    }

    // Other primitives may be short locks; a worker that Dispose joins is how a worker ends.
    private static bool IsLongWait(IInvocationOperation call, ConcurrencyKnowledge knowledge) =>
        call.TargetMethod.Name is "Sleep" or "Join" && knowledge.Primitives.Find(call) is not null;
}
