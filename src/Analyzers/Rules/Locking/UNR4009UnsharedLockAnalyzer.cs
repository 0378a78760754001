using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports locks on objects that no other thread can have: boxed values, new objects, locks made anew in each call.</summary>
public sealed class UNR4009UnsharedLockAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.UnsharedLock);

    public UNR4009UnsharedLockAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        new LockTargets(knowledge).Register(context, (operation, target, fault, why) =>
        {
            if (fault == LockTargetFault.SharedByNobody && !Enclosing.IsInExpressionTree(target))
            {
                operation.ReportDiagnostic(Diagnostic.Create(s_descriptor, target.Syntax.GetLocation(), target.Syntax.InWords(), why));
            }
        });
        context.RegisterOperationAction(operation => CheckCall(operation, knowledge.LockingCalls), OperationKind.Invocation);
    }

    // A semaphore, mutex, reader-writer lock, spin lock or Lock that a call makes, takes and keeps to itself.
    private static void CheckCall(SeenOperation context, LockingCalls calls)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (calls.IsMonitor(invocation.TargetMethod.ContainingType)
            || calls.Classify(invocation) is not { Verb: LockingVerb.Acquire or LockingVerb.TryAcquire, Target: ILocalReferenceOperation local })
        {
            return;
        }

        var uses = LocalUses.Of(local);
        if (!uses.IsCaptured
            && uses.OnlyValue is IObjectCreationOperation creation && IsFreeAndUnnamed(creation)
            && AreKept(uses, calls))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                s_descriptor, local.Syntax.GetLocation(), local.Local.Name, "made anew in each call and never leaves it"));
        }
    }

    private static bool AreKept(LocalUses uses, LockingCalls calls) => uses.References.All(reference => IsKept(reference, calls));

    private static bool IsKept(ILocalReferenceOperation reference, LockingCalls calls) =>
        reference.Parent switch
        {
            IInvocationOperation call => call.Instance == reference && (calls.Classify(call).Verb != LockingVerb.None || call.TargetMethod.Name is "Dispose" or "Close"),
            IPropertyReferenceOperation property => property.Property.Name is "CurrentCount" or "IsHeldByCurrentThread" or "IsHeld",
            ILockOperation or IUsingOperation => true,
            IConversionOperation { Parent: IUsingOperation } => true,
            _ => false,
        };

    // A name is shared with other processes, and a semaphore without a free place is a signal or a mistake of another kind.
    private static bool IsFreeAndUnnamed(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is { Type.SpecialType: SpecialType.System_String }
                || (argument.Parameter is { Ordinal: 0, Type.SpecialType: SpecialType.System_Int32 } && argument.Value.ConstantValue is not { HasValue: true, Value: > 0 }))
            {
                return false;
            }
        }

        return true;
    }
}
