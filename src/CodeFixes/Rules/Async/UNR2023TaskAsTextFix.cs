using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Awaits the task, so that its result takes its place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2023TaskAsTextFix))]
public sealed class UNR2023TaskAsTextFix : RuleFix
{
    public UNR2023TaskAsTextFix()
        : base(RuleIds.TaskAsText)
    {
    }

    private protected override Proposal? Propose(FixTarget target) => AwaitReported.In(target);
}
