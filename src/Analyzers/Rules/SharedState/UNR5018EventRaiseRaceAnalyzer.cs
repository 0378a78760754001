using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports events, and delegates in fields, that are tested for null and then read again to be called.</summary>
public sealed class UNR5018EventRaiseRaceAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.EventRaiseRace);

    public UNR5018EventRaiseRaceAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(operation => Check(operation, knowledge.LockingCalls), OperationKind.Invocation);

    private static void Check(SeenOperation context, LockingCalls calls)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke
            || call.Instance?.Unwrapped() is not IMemberReferenceOperation target
            || !CanBecomeNull(target)
            || !IsTested(call, target)
            || Enclosing.IsInConstruction(call, context.ContainingSymbol)
            || Enclosing.MayBeUnderLock(call, calls)
            || !IsEverCleared(target.Member, context.CancellationToken))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(s_descriptor, call.Syntax.GetLocation(), target.Member.Name));
    }

    private static bool CanBecomeNull(IMemberReferenceOperation target) =>
        target is IEventReferenceOperation or IFieldReferenceOperation { Field.IsReadOnly: false };

    // Whoever subscribes can go; a delegate in a private field is null again only when its own type says so. Asked last: it reads the type.
    private static bool IsEverCleared(ISymbol member, CancellationToken cancellation)
    {
        if (member is not IFieldSymbol { DeclaredAccessibility: Accessibility.Private } field)
        {
            return true;
        }

        var isSet = false;
        foreach (var declaration in field.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
            {
                isSet |= node is AssignmentExpressionSyntax { Left: var set } && Names(set, field);
                if (node switch
                {
                    AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression, Left: var left } => Names(left, field),
                    AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var left, Right: var right } => Names(left, field) && MayBeNull(right),
                    ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: var passed } => Names(passed, field),
                    _ => false,
                })
                {
                    return true;
                }
            }
        }

        return !isSet;
    }

    private static bool MayBeNull(ExpressionSyntax value) =>
        value.DescendantNodesAndSelf().Any(static part => part.IsKind(SyntaxKind.NullLiteralExpression) || part.IsKind(SyntaxKind.DefaultLiteralExpression) || part is DefaultExpressionSyntax)
        || value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } || value.ToString().IndexOf("Delegate.Remove", StringComparison.Ordinal) >= 0;

    private static bool Names(ExpressionSyntax place, IFieldSymbol field) => place switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == field.Name,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText == field.Name,
        _ => false,
    };

    private static bool IsTested(IOperation call, IMemberReferenceOperation target)
    {
        var child = call;
        for (var parent = call.Parent; parent is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IConditionalOperation { WhenTrue: var then } choice when then == child && AsksNotNull(choice.Condition, target):
                    return true;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when both.RightOperand == child && AsksNotNull(both.LeftOperand, target):
                    return true;
                case IBlockOperation block when LeavesWhenNull(block, child, target):
                    return true;
            }
        }

        return false;
    }

    // if (Changed == null) return; Changed(this, e);
    private static bool LeavesWhenNull(IBlockOperation block, IOperation before, IMemberReferenceOperation target)
    {
        foreach (var operation in block.Operations)
        {
            if (operation == before)
            {
                return false;
            }

            if (operation is IConditionalOperation { WhenFalse: null, WhenTrue: var then } choice && AsksNull(choice.Condition, target) && Leaves(then))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IBlockOperation { Operations: { Length: 1 } operations } => Leaves(operations[0]),
        _ => false,
    };

    private static bool AsksNotNull(IOperation condition, IMemberReferenceOperation target) => condition switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => AsksNotNull(both.LeftOperand, target) || AsksNotNull(both.RightOperand, target),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test => IsNullTest(test, target),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } test => Same(test.Value, target),
        _ => false,
    };

    private static bool AsksNull(IOperation condition, IMemberReferenceOperation target) => condition switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test => IsNullTest(test, target),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } test => Same(test.Value, target),
        _ => false,
    };

    private static bool IsNullTest(IBinaryOperation test, IMemberReferenceOperation target) =>
        (Same(test.LeftOperand, target) && IsNull(test.RightOperand)) || (Same(test.RightOperand, target) && IsNull(test.LeftOperand));

    private static bool IsNull(IOperation operation) => operation.Unwrapped().ConstantValue is { HasValue: true, Value: null };

    private static bool Same(IOperation operation, IMemberReferenceOperation target) =>
        operation.Unwrapped() is IMemberReferenceOperation other
        && SymbolEqualityComparer.Default.Equals(other.Member, target.Member)
        && (target.Member.IsStatic || Equals(Place.Of(other.Instance), Place.Of(target.Instance)));
}
