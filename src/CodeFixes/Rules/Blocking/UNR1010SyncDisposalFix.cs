using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Blocking;

/// <summary>Puts await before the using, or awaits DisposeAsync.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR1010SyncDisposalFix))]
public sealed class UNR1010SyncDisposalFix : RuleFix
{
    private const string Title = "Dispose asynchronously";

    public UNR1010SyncDisposalFix()
        : base(RuleIds.SyncDisposal)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        var root = target.Root.FindToken(target.Diagnostic.Location.SourceSpan.Start) is var token && token.IsKind(SyntaxKind.UsingKeyword)
            ? WithAwait(token.Parent) is { } repaired ? target.Root.ReplaceNode(token.Parent!, repaired) : null
            : AwaitInPlace.CallAt(target.Reported) is { } call && AsyncTwin.Renamed(call, "DisposeAsync") is not null
                ? AwaitInPlace.Of(target, call, current => AsyncTwin.Renamed((InvocationExpressionSyntax)current, "DisposeAsync")!)
                : null;
        return root is null ? null : new Proposal(Title, Title, root, Proof.ScopeOf(target.Reported));
    }

    private static SyntaxNode? WithAwait(SyntaxNode? statement)
    {
        var keyword = SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return statement switch
        {
            UsingStatementSyntax block => block.WithoutLeadingTrivia().WithAwaitKeyword(keyword).WithLeadingTrivia(block.GetLeadingTrivia()),
            LocalDeclarationStatementSyntax local => local.WithoutLeadingTrivia().WithAwaitKeyword(keyword).WithLeadingTrivia(local.GetLeadingTrivia()),
            _ => null,
        };
    }
}
