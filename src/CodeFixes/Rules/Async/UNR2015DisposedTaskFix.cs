using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Awaits the task, so that its result takes its place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2015DisposedTaskFix))]
public sealed class UNR2015DisposedTaskFix : RuleFix
{
    public UNR2015DisposedTaskFix()
        : base(RuleIds.DisposedTask)
    {
    }

    private protected override Proposal? Propose(FixTarget target) => AwaitReported.In(target);
}
