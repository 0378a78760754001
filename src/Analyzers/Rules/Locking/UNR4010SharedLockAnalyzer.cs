using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports locks on objects that code elsewhere can lock too: strings, types, threads, objects of reflection.</summary>
public sealed class UNR4010SharedLockAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.SharedLock);

    public UNR4010SharedLockAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        new LockTargets(knowledge).Register(context, (operation, target, fault, why) =>
        {
            if (fault == LockTargetFault.SharedByStrangers && !Enclosing.IsInExpressionTree(target))
            {
                operation.ReportDiagnostic(Diagnostic.Create(s_descriptor, target.Syntax.GetLocation(), target.Syntax.InWords(), why));
            }
        });
}
