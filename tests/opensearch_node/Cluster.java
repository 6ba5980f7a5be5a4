import static org.codelibs.opensearch.runner.OpenSearchRunner.newConfigs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.StringJoiner;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.Node;

/**
 * Real OpenSearch nodes in one process: FOLDER NODES PORT MODULES PLUGINS [KEY=VALUE…].
 *
 * Prints "ready PORT…" once they answer. Reads orders from standard input ("stop 1", "start 1") and answers "done"; when the input
 * ends, so do the nodes: nothing is left behind when a test run is killed.
 */
public class Cluster {
    public static void main(String[] args) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> configure(settings, args));
        runner.build(newConfigs().basePath(args[0]).numOfNode(Integer.parseInt(args[1])).baseHttpPort(Integer.parseInt(args[2]))
                .clusterName("test-" + ProcessHandle.current().pid()).moduleTypes(args[3]).pluginTypes(args[4])
                .useLogger().disableESLogger());
        runner.ensureYellow();
        System.out.println("ready" + ports(runner));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        for (String order; (order = orders.readLine()) != null;) {
            obey(runner, order.split(" "));
            System.out.println("done");
        }
        runner.close();
        System.exit(0);
    }

    private static void configure(Settings.Builder settings, String[] args) {
        settings.put("action.auto_create_index", false);
        settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        settings.putList("path.repo", args[0] + "/backup");
        for (int n = 5; n < args.length; n++) {
            String[] pair = args[n].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
    }

    private static String ports(OpenSearchRunner runner) {
        StringJoiner ports = new StringJoiner(" ", " ", "");
        for (int n = 0; n < runner.getNodeSize(); n++) {
            Node node = runner.getNode(n);
            ports.add(String.valueOf(node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort()));
        }
        return ports.toString();
    }

    private static void obey(OpenSearchRunner runner, String[] order) throws Exception {
        int number = Integer.parseInt(order[1]);
        if (order[0].equals("stop")) {
            runner.getNode(number).close();
        } else {
            runner.startNode(number);
        }
    }
}
