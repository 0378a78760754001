using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.SharedState;

/// <summary>Uses what is there for all threads: Random.Shared, and the static HashData of an algorithm.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR5019UnsafeStaticFix))]
public sealed class UNR5019UnsafeStaticFix : RuleFix
{
    private const string Title = "Use the thread-safe member";

    public UNR5019UnsafeStaticFix()
        : base(RuleIds.UnsafeStatic)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            || target.Model.GetTypeInfo(access.Expression, target.Cancellation).Type is not { } type)
        {
            return null;
        }

        var (old, text) = type switch
        {
            { Name: "Random", ContainingNamespace.Name: "System" } => (access.Expression, "System.Random.Shared"),
            _ when access.Name.Identifier.ValueText == "ComputeHash" && call.ArgumentList.Arguments.Count == 1 => (access, type.ToDisplayString() + ".HashData"),
            _ => ((ExpressionSyntax?)null, ""),
        };
        if (old is null)
        {
            return null;
        }

        var safe = SyntaxFactory.ParseExpression(text).WithTriviaFrom(old).WithAdditionalAnnotations(Simplifier.Annotation);
        return new Proposal(Title, Title, target.Root.ReplaceNode(old, safe), Proof.ScopeOf(call));
    }
}
