using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>
/// Reports Monitor.Wait, Pulse and PulseAll where the lock of their object is surely not held. A private method that is
/// called under a lock, a lambda, a method that others may call with the lock held: silent.
/// </summary>
public sealed class UNR4014WaitWithoutLockAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.WaitWithoutLock);

    public UNR4014WaitWithoutLockAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var calls = knowledge.LockingCalls;
        TypeScope.Register<Facts>(
            context,
            static text => text.Has("Pulse") || text.Has("Monitor.Wait"),
            (start, facts) => start.RegisterOperationAction(
                operation =>
                {
                    facts.Sites.Add(operation.Operation, operation.ContainingSymbol, calls);
                    if (operation.Operation is IInvocationOperation call
                        && MonitorConditions.IsCondition(call, calls, out var target)
                        && IsWithoutOwnLock(call, target, calls))
                    {
                        facts.Suspects.Add((call, target, operation.ContainingSymbol));
                    }
                },
                OperationKind.Invocation,
                OperationKind.MethodReference),
            (end, facts) =>
            {
                foreach (var (call, target, member) in facts.Suspects)
                {
                    if (facts.Sites.IsSurelyWithoutLock(member.OriginalDefinition))
                    {
                        end.ReportDiagnostic(Diagnostic.Create(s_descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name, target.Syntax.InWords()));
                    }
                }
            });
    }

    private static bool IsWithoutOwnLock(IInvocationOperation call, IOperation target, LockingCalls calls)
    {
        if (Place.Of(target) is not { } place
            || target.Unwrapped() is not (IMemberReferenceOperation or IInstanceReferenceOperation)
            || Enclosing.Function(call) is IAnonymousFunctionOperation or ILocalFunctionOperation
            || Enclosing.TakesLockByCall(Enclosing.Root(call), calls))
        {
            return false;
        }

        foreach (var statement in Enclosing.Locks(call))
        {
            // Two fields may hold one object, unless each makes its own.
            if (place.Equals(Place.Of(statement.LockedValue)) || !MakesItsOwn(statement.LockedValue) || !MakesItsOwn(target))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MakesItsOwn(IOperation value) =>
        value.Unwrapped() is IInstanceReferenceOperation
        || (value.Unwrapped() is IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaringSyntaxReferences: { IsEmpty: false } declarations } }
            && declarations[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax });

    private sealed class Facts
    {
        public CallSites Sites { get; } = new();

        public ConcurrentBag<(IInvocationOperation Call, IOperation Target, ISymbol Member)> Suspects { get; } = [];
    }
}
