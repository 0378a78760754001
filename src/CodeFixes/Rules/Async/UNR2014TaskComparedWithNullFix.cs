using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Awaits the task, so that its result takes its place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2014TaskComparedWithNullFix))]
public sealed class UNR2014TaskComparedWithNullFix : RuleFix
{
    public UNR2014TaskComparedWithNullFix()
        : base(RuleIds.TaskComparedWithNull)
    {
    }

    private protected override Proposal? Propose(FixTarget target) => AwaitReported.In(target);
}
