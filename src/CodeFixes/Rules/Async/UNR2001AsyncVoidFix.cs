using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Returns a task, and awaits it where the callers in the file are async.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2001AsyncVoidFix))]
public sealed class UNR2001AsyncVoidFix : RuleFix
{
    public UNR2001AsyncVoidFix()
        : base(RuleIds.AsyncVoid)
    {
    }

    private const string Key = "Return a task";

    private protected override Proposal? Propose(FixTarget target) =>
        target.Reported.FirstAncestorOrSelf<SyntaxNode>(node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax) is { } function
        && AsyncVoidFunction.Repaired(function, target) is { } repaired
            ? new Proposal(Key, Key, repaired, target.Root)
            : null;
}
