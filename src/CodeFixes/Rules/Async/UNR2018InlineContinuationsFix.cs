using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Rules.Async;

/// <summary>Adds the flag, to the options that are there or as a new last argument.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR2018InlineContinuationsFix))]
public sealed class UNR2018InlineContinuationsFix : RuleFix
{
    private const string Title = "Run continuations asynchronously";

    public UNR2018InlineContinuationsFix()
        : base(RuleIds.InlineContinuations)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (target.Reported is not BaseObjectCreationExpressionSyntax creation
            || target.Model.GetOperation(creation, target.Cancellation) is not IObjectCreationOperation operation)
        {
            return null;
        }

        var flag = MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            TypeNames.At(target.Model, creation.SpanStart, "System.Threading.Tasks", "TaskCreationOptions"),
            IdentifierName("RunContinuationsAsynchronously"));
        var arguments = creation.ArgumentList ?? ArgumentList();
        var options = operation.Arguments.FirstOrDefault(argument =>
            argument.Parameter?.Type.Name == "TaskCreationOptions"
            || argument.Value.Unwrapped().Type is { Name: "TaskContinuationOptions", TypeKind: TypeKind.Enum });
        if (options?.Syntax is ArgumentSyntax given)
        {
            var keeps = options.Parameter?.Type.Name == "TaskCreationOptions" && options.Value.ConstantValue.Value is not 0;
            ExpressionSyntax value = keeps
                ? BinaryExpression(SyntaxKind.BitwiseOrExpression, given.Expression, Token(SyntaxKind.BarToken).WithLeadingTrivia(Space).WithTrailingTrivia(Space), flag)
                : flag;
            arguments = arguments.ReplaceNode(given, given.WithNameColon(null).WithExpression(value));
        }
        else
        {
            var added = Argument(flag);
            arguments = arguments.Arguments.Count == 0
                ? arguments.AddArguments(added)
                : arguments.WithArguments(arguments.Arguments.Add(added.WithLeadingTrivia(Space)));
        }

        BaseObjectCreationExpressionSyntax made = creation is ObjectCreationExpressionSyntax { ArgumentList: null } bare
            ? bare.WithType(bare.Type.WithoutTrailingTrivia()).WithArgumentList(arguments.WithTrailingTrivia(bare.Type.GetTrailingTrivia()))
            : creation.WithArgumentList(arguments.WithTriviaFrom(creation.ArgumentList!));
        return new Proposal(Title, Title, target.Root.ReplaceNode(creation, made), Proof.ScopeOf(creation));
    }
}
