using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Awaits the task before the scope ends.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2008TaskOutlivesScopeFix))]
public sealed class UNR2008TaskOutlivesScopeFix : RuleFix
{
    public UNR2008TaskOutlivesScopeFix()
        : base(RuleIds.TaskOutlivesScope)
    {
    }

    private protected override Proposal? Propose(FixTarget target) => AwaitInScope.In(target);
}
