using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Blocking;

/// <summary>A loop over EndOfStream reads until there is no line; Form is read asynchronously.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR1009SyncPropertyInAsyncFix))]
public sealed class UNR1009SyncPropertyInAsyncFix : RuleFix
{
    private const string Title = "Await the read";

    public UNR1009SyncPropertyInAsyncFix()
        : base(RuleIds.SyncPropertyInAsync)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported.Parent is not MemberAccessExpressionSyntax access)
        {
            return null;
        }

        var root = access.Name.Identifier.ValueText == "Form"
            ? AwaitInPlace.Of(target, access, current => ReadForm((MemberAccessExpressionSyntax)current, Token(target, access)))
            : ReadLines.InPlaceOf(access) is var (loop, repaired) ? target.Root.ReplaceNode(loop, repaired) : null;
        return root is null ? null : new Proposal(Title, Title, root, Proof.ScopeOf(access));
    }

    private static InvocationExpressionSyntax ReadForm(MemberAccessExpressionSyntax form, string? token)
    {
        var call = SyntaxFactory.InvocationExpression(form.WithName(SyntaxFactory.IdentifierName("ReadFormAsync")).WithoutTrailingTrivia());
        return token is null ? call : AsyncTwin.WithToken(call, token, "cancellationToken");
    }

    private static string? Token(FixTarget target, SyntaxNode place) =>
        TokenNames.Name(target.Model.GetEnclosingSymbol(place.SpanStart, target.Cancellation));
}
