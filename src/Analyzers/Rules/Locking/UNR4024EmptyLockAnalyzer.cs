using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports lock statements with nothing in them. Where the object itself is wrong, that rule speaks.</summary>
public sealed class UNR4024EmptyLockAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.EmptyLock);

    public UNR4024EmptyLockAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var targets = new LockTargets(knowledge);
        context.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is ILockOperation { Syntax: LockStatementSyntax syntax } statement
                    && EmptyLocks.IsEmpty(statement)
                    && targets.FaultOf(statement.LockedValue, out _) is LockTargetFault.None or LockTargetFault.Replaceable)
                {
                    operation.ReportDiagnostic(Diagnostic.Create(s_descriptor, syntax.LockKeyword.GetLocation(), syntax.Expression.InWords()));
                }
            },
            OperationKind.Lock);
    }
}
