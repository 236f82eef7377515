package io.github.smallwright.orchestration.graph.internal;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.HashSet;
import java.util.Set;

/**
 * What an expression reads.
 *
 * @param read names at the root of a path
 * @param tested paths that {@code has} asks about, as in {@code last.draft}
 * @param paths paths that are read or tested
 */
record Roots(Set<String> read, Set<String> tested, Set<String> paths) {

    static Roots of(CelAbstractSyntaxTree ast, Set<String> variables) {
        Set<String> read = new HashSet<>();
        Set<String> tested = new HashSet<>();
        Set<String> paths = new HashSet<>();
        CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .forEach(expr -> {
                    if (expr.getKind() == CelExpr.ExprKind.Kind.IDENT
                            && variables.contains(expr.ident().name())) {
                        read.add(expr.ident().name());
                    } else if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT) {
                        String path = path(expr);
                        paths.add(path);
                        if (expr.select().testOnly()) {
                            tested.add(path);
                        }
                    }
                });
        return new Roots(Set.copyOf(read), Set.copyOf(tested), Set.copyOf(paths));
    }

    /** Whether {@code has} asks about anything of this node. */
    boolean guards(String node) {
        return tested.stream().anyMatch(path -> path.startsWith(node + "."));
    }

    private static String path(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            return path(expr.select().operand()) + "." + expr.select().field();
        }
        return expr.getKind() == CelExpr.ExprKind.Kind.IDENT ? expr.ident().name() : "";
    }
}
